"""Lines that scrapers leave behind: rules, the passages they head, the line model, one judge."""
