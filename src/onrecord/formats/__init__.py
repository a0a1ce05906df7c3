"""What a reading looks like: a line of JSON, a table in the terminal, a web page.

Each stands in its own module, so that JSON does not wait for rich or jinja2.
"""
