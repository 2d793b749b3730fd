"""Lines that scrapers leave behind: rules, the blocks they head, the line model, one judge."""
