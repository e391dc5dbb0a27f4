"""Forms of those who keep the installation."""
