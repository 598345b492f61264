"""Who stands where, as a page for people, as rows and facts for other tools, and claim by claim."""
