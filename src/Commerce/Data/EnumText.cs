using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Commerce.Data;

/// <summary>Enums in tables are their names in snake_case, readable in SQL and held by check constraints.</summary>
public static class EnumText
{
    /// <summary>The table's spelling of a value.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Map<TEnum>.Texts[value];

    internal static ValueConverter For(Type type) =>
        (ValueConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

    private static class Map<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Texts = Enum.GetValues<TEnum>().ToDictionary(value => value, value => SnakeCase.From(value.ToString()));

        public static readonly Dictionary<string, TEnum> Values = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);
    }

    private sealed class Converter<TEnum>() : ValueConverter<TEnum, string>(value => Map<TEnum>.Texts[value], text => Map<TEnum>.Values[text])
        where TEnum : struct, Enum;
}
