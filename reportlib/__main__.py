"""`python -m reportlib` is the `reportlib` command."""

from reportlib.cli import main

if __name__ == "__main__":
    main()
