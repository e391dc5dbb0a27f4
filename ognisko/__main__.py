from ognisko.cli import main

main()
