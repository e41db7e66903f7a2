using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commerce.Providers.Requests;

/// <summary>Enums as kebab-case words; numbers are refused, so that a renumbered enum can never change what a file means.</summary>
internal sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
