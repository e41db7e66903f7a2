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
