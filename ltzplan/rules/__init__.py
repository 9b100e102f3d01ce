"""The method as pure answers, each naming its clause."""
