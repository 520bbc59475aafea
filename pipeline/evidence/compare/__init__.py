"""A claim beside a passage, facet by facet: subject, values, dates, names, negation, quotations, lists."""
