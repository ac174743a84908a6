"""`python -m structurer`."""

from structurer.cli import main

if __name__ == "__main__":
    main()
