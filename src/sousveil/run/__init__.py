"""Running steps: what a step is, the guard around hostile work, engines, and the runner. Knows no stage."""
