"""Records, ids, ranks and the rules of the domain: plain data, imports nothing of ours."""
