"""The report: a workspace as a document to read and to print, from cover to decisions."""
