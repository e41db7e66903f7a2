-- Results that kept less of their product than their recipe asks for are approved one by one only.
alter table assets add column held_back boolean not null default false;

-- Where their differences from the product are drawn.
alter table assets add column difference_key text;

-- How a video stands to the platforms' rules.
alter table assets add column checks jsonb;

-- What a product cost before, for pictures and videos that tell its price.
alter table products add column compare_at_minor bigint;
alter table catalogue_lines add column compare_at_minor bigint;

-- Pictures of a batch that began on the free plan carry a mark.
alter table batches add column marked boolean not null default false;
