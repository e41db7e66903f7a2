namespace Commerce.Batches;

/// <summary>What failed in a batch for one reason, as one select that planning and starting build on.</summary>
public static class FailedScope
{
    /// <summary>
    /// Parameters <c>@store</c>, <c>@failed_of</c>, <c>@failed_code</c>, and <c>@asked_styles</c> with <c>@asked_ratios</c>, the
    /// recipe's styles and sizes. Each failed row asks for its own style and size, so that nothing is made that was delivered;
    /// what the recipe names beside those is asked for of every product that failed. A product's first picture is taken, for the
    /// one that failed may have been replaced; a spreadsheet's row keeps its own.
    /// </summary>
    public const string Sql =
        """
        select * from (
          with failed as (
            select g.row_number, g.product_id, case when g.sheet_row is not null and (i.removed_at is null or i.shopify_id like 'sheet:%') then i.id end as source_image_id,
                   g.prompt, g.language, g.style, g.width || 'x' || g.height as size
            from generations g join source_images i on i.store_id = g.store_id and i.id = g.source_image_id
            where g.store_id = @store and g.batch_id = @failed_of and g.state in ('failed', 'expired') and coalesce(g.error_code, '') = @failed_code
          )
          select min(row_number)::bigint as position, product_id, source_image_id, prompt, language, style, size as ratio,
                 nullif(count(*), 1)::integer as copies, null::integer as sheet_row, null::integer as named_copy
          from failed group by product_id, source_image_id, prompt, language, style, size
          union all
          select min(f.row_number)::bigint, f.product_id, f.source_image_id, f.prompt, f.language, l.style, l.size, null::integer, null::integer, null::integer
          from failed f cross join unnest(@asked_styles, @asked_ratios) as l(style, size)
          where not exists (select from failed own where own.style = l.style and own.size = l.size)
          group by f.product_id, f.source_image_id, f.prompt, f.language, l.style, l.size
        ) asked_again
        """;
}
