"""What is computed about the framework of journeys: boards, portfolio, registers, what steps open and who does them."""
