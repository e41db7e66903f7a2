-- How good people found results: one rating of each person for each asset.
create table ratings (
  store_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  stars integer not null check (stars between 1 and 5),
  rated_by text not null,
  rated_at timestamptz not null,
  primary key (store_id, id),
  unique (store_id, asset_id, rated_by),
  foreign key (store_id, asset_id) references assets (store_id, id) on delete cascade
);
select protect('ratings');

-- The batch page counts rows by state, and lists those of one state in their order, from the index alone.
drop index generations_by_batch_state;
create index generations_by_batch_state on generations (store_id, batch_id, state, row_number);
-- The money of one batch, newest first.
drop index entries_by_hold;
create index entries_by_hold on entries (store_id, hold_id, created_at desc, id desc) where hold_id is not null;
