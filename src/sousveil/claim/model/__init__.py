"""A small linear model of our own that reviews what the rules propose, and the features it looks at."""
