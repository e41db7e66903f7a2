namespace Commerce.Batches;

/// <summary>What failed in a batch for one reason, as one select that planning and starting build on.</summary>
public static class FailedScope
{
    /// <summary>
    /// Parameters <c>@store</c>, <c>@failed_of</c>, <c>@failed_code</c>, and <c>@asked_styles</c> with <c>@asked_ratios</c>, the
    /// recipe's styles and sizes. Each failed row asks for its own style and size, so that nothing is made that was delivered;
    /// what the recipe names beside those is asked for of every product that failed. A product's first picture is taken, for the
    /// one that failed may have been replaced. A spreadsheet's rows are corrected in its failure report instead.
    /// </summary>
    public const string Sql =
        """
        select * from (
          with failed as (
            select row_number, product_id, prompt, language, style, width || 'x' || height as size from generations
            where store_id = @store and batch_id = @failed_of and state in ('failed', 'expired') and coalesce(error_code, '') = @failed_code
          )
          select min(row_number)::bigint as position, product_id, null::uuid as source_image_id, prompt, language, style, size as ratio,
                 nullif(count(*), 1)::integer as copies, null::integer as sheet_row, null::integer as named_copy
          from failed group by product_id, prompt, language, style, size
          union all
          select min(f.row_number)::bigint, f.product_id, null::uuid, f.prompt, f.language, l.style, l.size, null::integer, null::integer, null::integer
          from failed f cross join unnest(@asked_styles, @asked_ratios) as l(style, size)
          where not exists (select from failed own where own.style = l.style and own.size = l.size)
          group by f.product_id, f.prompt, f.language, l.style, l.size
        ) asked_again
        """;
}
