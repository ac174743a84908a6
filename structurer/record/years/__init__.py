"""Projects over years: which records are of one project, what last year's record says, two records beside each other."""
