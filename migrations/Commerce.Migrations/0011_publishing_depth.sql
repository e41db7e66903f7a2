-- Where new media goes among the gallery's own, instead of front or end only.
alter table publications add column placement text not null default 'end' check (placement in ('end', 'front', 'after_first', 'replace'));
-- The wall holds for the tables' owner too, and would hide every row from this.
alter table publications no force row level security;
update publications set placement = 'front' where at_front;
alter table publications force row level security;
alter table publications alter column placement drop default;
alter table publications drop column at_front;

-- The gallery a plan was made for, how far a change of the shop's own order has begun, the recorded way back,
-- what somebody changed in the shop, and the day on which it is taken back by itself.
alter table publications add column plan jsonb;
alter table publications add column arranged_at timestamptz;
alter table publications add column way_back jsonb;
alter table publications add column conflict jsonb;
alter table publications add column keep_changes boolean not null default false;
alter table publications add column revert_at timestamptz;

-- Shop ids of the variants that are to show an item.
alter table publication_items add column variant_ids text[] not null default '{}';
