using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Data;

/// <summary>Maps names and enums as the SQL scripts spell them: snake_case everywhere.</summary>
public static partial class SnakeCase
{
    public static string From(string name) => Boundary().Replace(name, "_").ToLowerInvariant();

    internal static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(From(property.Name));
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.SetValueConverter(EnumText.For(type));
            }
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Boundary();
}
