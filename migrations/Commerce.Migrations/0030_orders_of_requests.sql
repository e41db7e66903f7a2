-- What the request of a batch asked for: the same key with another order is refused instead of answered with the first one's batch.
alter table batches add column order_hash text;
