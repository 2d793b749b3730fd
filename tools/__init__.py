"""What makes and checks this project's own pages; nothing here is part of the package."""
