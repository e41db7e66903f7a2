-- Products that an AI vendor cuts out of pictures whose background is not plain, one of each picture: written down before the
-- order goes out, so that of all rows of one picture a single one buys it.
create table cutouts (
  store_id uuid not null references stores (id) on delete cascade,
  source_sha256 text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('ordered', 'lost', 'kept', 'empty')),
  generation_id uuid,
  attempt integer not null,
  vendor text not null,
  model text not null,
  cost_micros bigint check (cost_micros >= 0),
  at timestamptz not null,
  primary key (store_id, source_sha256),
  foreign key (store_id, generation_id) references generations (store_id, id) on delete set null (generation_id)
);
create index cutouts_by_generation on cutouts (store_id, generation_id);
select protect('cutouts');
