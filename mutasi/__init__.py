"""Planning of civil-servant transfers on plain files kept in git."""
