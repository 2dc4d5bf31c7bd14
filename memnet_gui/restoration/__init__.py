"""From a degraded photo to a restored one: models, tiles and the restorer."""
