using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>Checks the store's sheets that wait for it, oldest first. A worker that dies is followed by another, which goes on where it was.</summary>
public sealed partial class SheetCheckJob(StoreWork work, ILogger<SheetCheckJob> logger) : StoreJob(work)
{
    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = services.GetRequiredService<CommerceContext>();
        while (await NextAsync(context, cancellationToken) is { } sheetId)
        {
            try
            {
                await services.GetRequiredService<SheetChecker>().RunAsync(sheetId, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, sheetId, error);
                await context.Sheets.Where(row => row.Id == sheetId && row.State == SheetState.Checking).ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.State, SheetState.Failed).SetProperty(one => one.Message, "Checking the sheet failed on our side. Start the check again; nothing was charged."),
                    CancellationToken.None);
            }
        }
    }

    private static async Task<Guid?> NextAsync(CommerceContext context, CancellationToken cancellationToken) => await context.Sheets
        .Where(row => row.State == SheetState.Queued || row.State == SheetState.Checking)
        .OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Sheet {SheetId} could not be checked")]
        public static partial void Failed(ILogger logger, Guid sheetId, Exception error);
    }
}
