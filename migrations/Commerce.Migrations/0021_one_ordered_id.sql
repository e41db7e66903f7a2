-- What it made, ordered_id makes too, and keeps the order of one statement's rows besides.
drop function time_ordered_id(timestamptz);
