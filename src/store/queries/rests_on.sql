-- Which later imports rest on this change (?1)? They told its records again, or read names as it decided.
SELECT change FROM rests_on WHERE earlier = ?1
