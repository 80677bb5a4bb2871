"""Who may hold a post, a second time: plain Python, one person and one vacancy at a time.

Written from the law and its reading in words, not from `mutasi/eligibility`, to be compared with it. Clarity
goes before speed everywhere: dates are stepped through by the calendar, and nobody is looked at together with others.
"""
