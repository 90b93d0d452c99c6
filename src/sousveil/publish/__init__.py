"""Findings into a release: report, data and the proofs that go with them."""
