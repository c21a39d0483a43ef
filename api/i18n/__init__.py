"""The words of the pages in every language, as gettext catalogues."""
