"""What is kept between runs: assertions by content hash, accepted findings."""
