"""`python -m app.layout.text` cuts all fonts and reads the machine's, so that no first start waits for that."""

from app.layout.text.fonts import warm

if __name__ == "__main__":
    print(f"{len(warm())} fonts are ready")
