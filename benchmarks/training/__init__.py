"""Scripts that train the models in cleankit/models; they need the extra ``bench``."""
