using Commerce.Batches.Sheets.Checking;
using Commerce.Batches.Sheets.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Batches.Sheets;

public static class SheetsModule
{
    public static IServiceCollection AddSheets(this IServiceCollection services) => services
        .AddScoped<SheetUploads>()
        .AddScoped<SheetChecks>()
        .AddScoped<SheetChecker>()
        .AddScoped<PictureArchives>()
        .AddScoped<SheetDrafts>();
}
