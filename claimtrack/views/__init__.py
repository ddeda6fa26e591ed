"""What a report looks like: a table of claims, a page, a terminal table.

Each view is a function of reports alone, in a module of its own, imported only when used:

- :mod:`claimtrack.views.frame`: ``to_frame(reports)``, a pandas row a claim
- :mod:`claimtrack.views.html`: ``to_html(reports)``, one self-contained page
- :mod:`claimtrack.views.table`: ``report_table(report)``, for a terminal
"""
