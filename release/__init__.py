"""What is handed out: the wheel, everything it needs beside it, and the lists that say what that is."""
