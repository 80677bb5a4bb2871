"""How well does a person fit a post? Criteria, points, scores, shortlists."""
