using Commerce.Batches.Sheets;
using Commerce.Catalogue;
using Commerce.Plans;
using Commerce.Publishing;
using Commerce.Styles;
using Commerce.Tenancy;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Batches;

/// <summary>
/// The rows of a request as one query, the same for the plan that is shown and for the batch that is started: what is made of
/// each product, what an earlier result serves for nothing, which copy it is, and what it costs now. Nothing of it passes
/// through this process.
/// </summary>
public sealed class PlannedRows(StoreScope scope)
{
    private const string Chosen =
        "select 0::bigint as position, id as product_id, null::uuid as source_image_id, '' as prompt, '' as language, '' as style, '' as ratio, null::integer as copies, null::integer as sheet_row, null::integer as named_copy from unnest(@ids) as id group by id";

    // A row of a failure report names the copy that failed. It is made once, however many lines name it, and not at all when it
    // was delivered meanwhile or is on its way; no other copy is served in its place.
    //
    // An order is everything a provider is told but the picture's bytes and the copy: the product's words belong to it, for
    // they may be printed, and for styles that show them its price and its other pictures. What carries the free plan's mark is another order than what does not. A picture is its bytes where they are known, and otherwise itself, for they never change.
    private const string Query =
        $$"""
        with scope as ({scope}),
        lines as (
          select * from unnest(@asked_styles, @asked_ratios, @styles, @kinds, @widths, @heights, @copies, @models, @priced, @galleried)
            with ordinality as l(asked_style, asked_ratio, style, kind, width, height, copies, model, priced, galleried, place)
        ),
        served as materialized (
          select s.position, s.prompt, s.language, s.style as asked_style, s.ratio as asked_ratio, s.copies, s.sheet_row, s.named_copy,
                 p.id as product_id, p.title, p.media_count, p.origin, p.price_minor, p.compare_at_minor, md5(jsonb_build_array(p.title, p.vendor, p.description_html)::text) as words,
                 image.id as source_image_id, coalesce(image.sha256, image.id::text) as picture
          from scope s
          join products p on p.store_id = @store and p.id = s.product_id and p.removed_at is null
          left join lateral (
            select i.id, i.sha256 from source_images i
            where i.store_id = @store and i.product_id = p.id
              and case when s.source_image_id is null then i.removed_at is null else i.id = s.source_image_id and (i.removed_at is null or i.shopify_id like '{{SourceImage.SheetPrefix}}%') end
            order by i.position limit 1) image on true
          where (cardinality(@only) = 0 or exists (select from unnest(@only) as one where one = p.id))
        ),
        asked as materialized (
          select v.*, l.place, l.style, l.kind, l.width, l.height, l.model,
                 case when v.named_copy is null then coalesce(v.copies, l.copies) else 1 end as wanted, price.credits,
                 coalesce(nullif(v.prompt, ''), @prompt) as told,
                 encode(sha256(convert_to((jsonb_build_array(
                   l.style, l.width, l.height, l.model, coalesce(nullif(v.prompt, ''), @prompt), v.language, @brand, v.words)
                   || case when l.priced then jsonb_build_array(v.price_minor, v.compare_at_minor) else '[]' end
                   || case when @free = (select plan from stores where id = @store) then '["marked"]'::jsonb else '[]' end
                   || case when l.kind = 'video' and @seconds is not null then jsonb_build_array('seconds', @seconds) else '[]' end
                   || case when l.galleried then jsonb_build_array(gallery.pictures) else '[]' end)::text, 'UTF8')), 'hex') as order_hash
          from served v
          join lines l on l.asked_style = v.asked_style and l.asked_ratio = v.asked_ratio
          left join lateral (
            select string_agg(i.id::text, ' ' order by i.position, i.id) as pictures from source_images i
            where l.galleried and i.store_id = @store and i.product_id = v.product_id and i.removed_at is null) gallery on true
          left join lateral (
            select credits from prices where action = l.kind and (model = l.model or (model = 'ai' and position(':' in l.model) > 0)) order by (model = l.model) desc limit 1) price on true
          where v.source_image_id is not null
        ),
        earlier as materialized (
          select g.id, g.order_hash, coalesce(i.sha256, i.id::text) as picture, g.copy, g.state
          from generations g
          join source_images i on i.store_id = @store and i.id = g.source_image_id
          where g.store_id = @store and g.reused_from is null and g.order_hash in (select order_hash from asked)
        ),
        made as (
          select e.id, e.order_hash, e.picture, e.copy, row_number() over (partition by e.order_hash, e.picture order by e.copy, e.id) as number
          from earlier e
          join assets a on a.store_id = @store and a.generation_id = e.id
          where e.state = 'done' and a.review_state <> 'rejected' and not @variations
        ),
        counted as (
          select order_hash, picture, max(copy) + 1 as next from (
            select order_hash, picture, copy from earlier
            union all
            select order_hash, picture, named_copy from asked where named_copy is not null) numbers
          group by order_hash, picture
        ),
        reusable as (
          select order_hash, picture, count(*) as many from made group by order_hash, picture
        ),
        numbered as (
          select asked.*, k.copy as asked_copy,
                 row_number() over (partition by order_hash, picture, named_copy order by position, title, product_id, place, k.copy) as number
          from asked cross join lateral generate_series(1, wanted) as k(copy)
        ),
        -- These rows are left out only after all were numbered, so that the results they have are theirs and serve no other row.
        -- Counted for each batch alone, for a later one may show again what an earlier one made.
        made_already as materialized (
          select product_id, sheet_row, style, width, height, max(many) as many from (
            select product_id, coalesce(sheet_row, 0) as sheet_row, style, width, height, count(*) as many from generations
            where store_id = @store and batch_id = any (@made_by) and state not in ('failed', 'cancelled', 'expired')
            group by batch_id, product_id, coalesce(sheet_row, 0), style, width, height) each
          group by product_id, sheet_row, style, width, height
        ),
        planned as (
          select n.*, m.id as reused_from,
                 coalesce(n.named_copy, m.copy, coalesce(c.next, 0) + n.number - coalesce(r.many, 0) - 1)::integer as copy,
                 case when m.id is null then n.credits else 0 end as cost
          from numbered n
          left join made m on m.order_hash = n.order_hash and m.picture = n.picture and m.number = n.number and n.named_copy is null
          left join counted c on c.order_hash = n.order_hash and c.picture = n.picture
          left join reusable r on r.order_hash = n.order_hash and r.picture = n.picture
          left join made_already a on a.product_id = n.product_id and a.sheet_row = coalesce(n.sheet_row, 0) and a.style = n.style and a.width = n.width and a.height = n.height
          where n.asked_copy > coalesce(a.many, 0) and (n.named_copy is null or (n.number = 1 and not exists (
            select from earlier e
            where e.order_hash = n.order_hash and e.picture = n.picture and e.copy = n.named_copy and e.state not in ('failed', 'cancelled', 'expired'))))
        )
        """;

    private const string Summary =
        """
        , products_planned as (
          select v.product_id, greatest(0, @most_media - v.media_count) as room,
                 count(*) filter (where p.kind = 'image' and p.width::bigint * p.height <= @most_pixels) as pictures,
                 count(*) filter (where p.kind = 'image' and p.width::bigint * p.height > @most_pixels) as large,
                 count(*) filter (where p.kind = 'video') as clips
          from planned p join (select distinct product_id, media_count from served where origin = 'shop') v using (product_id)
          group by v.product_id, v.media_count
        ),
        left_out as (select distinct product_id, title from served where source_image_id is null)
        select
          coalesce((select jsonb_agg(line order by line ->> 'place') from (
            select jsonb_build_object('style', style, 'kind', kind, 'model', model, 'width', width, 'height', height, 'rows', count(*),
              'reused', count(reused_from), 'credits', sum(cost), 'unpriced', bool_or(credits is null), 'place', lpad(min(place)::text, 6, '0')) as line
            from planned group by style, kind, model, width, height) grouped), '[]')::text as "Lines",
          coalesce((select jsonb_agg(jsonb_build_object('productId', product_id, 'title', title)) from (
            select * from left_out order by title, product_id limit 20) shown), '[]')::text as "LeftOut",
          (select count(*) from left_out)::integer as "LeftOutCount",
          (select count(distinct product_id) from planned)::integer as "Products",
          coalesce((select jsonb_agg(line order by line ->> 'style', line ->> 'ratio') from (
            select jsonb_build_object('style', l.style, 'ratio', l.ratio, 'rows', count(*)) as line
            from served v join unnest(@lacking_styles, @lacking_ratios) as l(style, ratio) on v.asked_style = '' and v.asked_ratio = l.ratio
            where v.source_image_id is not null
            group by l.style, l.ratio) lacked), '[]')::text as "Unmet",
          ((select count(*) from asked where named_copy is not null) - (select count(*) from planned where named_copy is not null))::integer as "Settled",
          (select count(*) from planned p join products s on s.store_id = @store and s.id = p.product_id where s.origin = 'sheet')::integer as "OfSheets",
          coalesce((select sum(least(pictures, room)) from products_planned), 0)::integer as "PlacedPictures",
          coalesce((select sum(least(clips, room - least(pictures, room))) from products_planned), 0)::integer as "PlacedClips",
          coalesce((select sum(large) from products_planned), 0)::integer as "TooLarge"
        """;

    private const string Accepted =
        """
        insert into accepted
        select row_number() over (order by position, title, product_id, place, asked_copy), product_id, source_image_id, kind, style, model, width, height,
               order_hash, copy, encode(sha256(convert_to(picture || '|' || order_hash || '|' || copy, 'UTF8')), 'hex'),
               prompt, language, sheet_row, reused_from, cost
        from planned
        """;

    private const string Candidates =
        """
        select distinct on (v.product_id) v.product_id as "ProductId", p.product_type as "Type", p.vendor as "Vendor", p.price_minor as "Price", (i.width::bigint * i.height) as "Pixels"
        from served v
        join products p on p.store_id = @store and p.id = v.product_id
        join source_images i on i.store_id = @store and i.id = v.source_image_id
        order by v.product_id
        """;

    private const string Fits =
        """
        select product_id as "Value" from (
          select product_id, sum(sum(cost)) over (order by min(position), min(title), product_id) as spent from planned group by product_id) summed
        where spent <= @most
        """;

    /// <summary>The rows of one batch between their planning and their being written; gone with the transaction.</summary>
    public const string AcceptedTable =
        """
        create temp table accepted (
          row_number integer not null, product_id uuid not null, source_image_id uuid not null, kind text not null, style text not null, model text not null,
          width integer not null, height integer not null, order_hash text not null, copy integer not null, request_hash text not null,
          prompt text not null, language text not null, sheet_row integer, reused_from uuid, credits integer not null
        ) on commit drop
        """;

    /// <summary>A query that gives what the request comes to, as one row.</summary>
    public (string Sql, NpgsqlParameter[] Parameters) Summing(RowSource source, RecipeContent content) => Build(source, content, Summary);

    /// <summary>A statement that writes the request's rows into <see cref="AcceptedTable"/>.</summary>
    public (string Sql, NpgsqlParameter[] Parameters) Accepting(RowSource source, RecipeContent content) => Build(source, content, Accepted);

    /// <summary>A query that gives the products that can be served, with what tells them apart.</summary>
    public (string Sql, NpgsqlParameter[] Parameters) Choosing(RowSource source, RecipeContent content) => Build(source, content, Candidates);

    /// <summary>A query that gives the first products whose rows together cost no more than <paramref name="most"/>.</summary>
    public (string Sql, NpgsqlParameter[] Parameters) Fitting(RowSource source, RecipeContent content, long most)
    {
        var (sql, parameters) = Build(source, content, Fits);
        return (sql, [.. parameters, new("most", most)]);
    }

    private (string Sql, NpgsqlParameter[] Parameters) Build(RowSource source, RecipeContent content, string end)
    {
        var (select, own, lines) = source switch
        {
            RowSource.Products(var ids) => (Chosen, (NpgsqlParameter[])[new("ids", ids.ToArray())], RecipeLines.Of(content)),
            RowSource.Failed(var batch, var code) => (FailedScope.Sql, [new("failed_of", batch), new("failed_code", code)], RecipeLines.BySize(content)),
            RowSource.Sheet(var sheet) => (SheetScope.Sql, [new("sheet", sheet)], RecipeLines.WithOverrides(content)),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Its products are not known yet."),
        };
        var lacking = RecipeLines.Lacking(content);
        return (Query.Replace("{scope}", select, StringComparison.Ordinal) + end,
        [
            .. own,
            new("store", scope.StoreId),
            new("only", source.Only.ToArray()),
            new("made_by", source.MadeBy.ToArray()),
            new("asked_styles", lines.Select(line => line.AskedStyle).ToArray()),
            new("asked_ratios", lines.Select(line => line.AskedRatio).ToArray()),
            new("styles", lines.Select(line => line.Style).ToArray()),
            new("kinds", lines.Select(line => line.Kind).ToArray()),
            new("widths", lines.Select(line => line.Width).ToArray()),
            new("heights", lines.Select(line => line.Height).ToArray()),
            new("copies", lines.Select(line => line.Copies).ToArray()),
            new("models", lines.Select(line => line.Model).ToArray()),
            new("priced", lines.Select(line => StyleCatalogue.Find(line.Style)!.ShowsPrice).ToArray()),
            new("galleried", lines.Select(line => StyleCatalogue.Find(line.Style)!.ShowsGallery).ToArray()),
            new("lacking_styles", lacking.Select(line => line.Style.Name).ToArray()),
            new("lacking_ratios", lacking.Select(line => line.Ratio).ToArray()),
            new("free", PlanCatalogue.Free.Key),
            new("prompt", content.Prompt),
            new("brand", NpgsqlDbType.Integer) { Value = content.UseBrand && content.BrandVersion is { } version ? version : DBNull.Value },
            new("seconds", NpgsqlDbType.Integer) { Value = content.VideoSeconds is { } seconds ? seconds : DBNull.Value },
            new("variations", content.NewVariations),
            new("most_media", PublishingLimits.MediaPerProduct),
            new("most_pixels", PublishingLimits.ImagePixels),
        ]);
    }
}
