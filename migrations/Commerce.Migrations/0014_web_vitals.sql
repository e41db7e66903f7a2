-- How fast pages were for the people who opened them: one row for each document a browser loaded, by route, never by address.
create table web_vitals (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  route text not null,
  device text not null check (device in ('desktop', 'phone')),
  lcp double precision check (lcp >= 0),
  cls double precision check (cls >= 0),
  inp double precision check (inp >= 0),
  measured_at timestamptz not null,
  primary key (store_id, id)
);
select protect('web_vitals');
create index web_vitals_measured on web_vitals (measured_at);

-- The one gate in a wall: an operator's transaction says so itself, then reads the figures of every store and deletes old ones.
-- Nothing in this table tells what a store sells, makes or pays.
create policy operators_read on web_vitals for select using (current_setting('app.operator', true) = 'on');
create policy operators_delete on web_vitals for delete using (current_setting('app.operator', true) = 'on');
