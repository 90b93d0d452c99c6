"""Statistical dependence: which sources copy which, from the errors they share, and what is true in spite of it."""
