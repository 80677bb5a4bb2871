"""From shortlists, a plan or chosen moves to the proposal: one frozen value that every format and letter is made of."""
