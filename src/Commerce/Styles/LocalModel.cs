namespace Commerce.Styles;

/// <summary>The built-in renderer: the provider and model of every row until a store chooses another.</summary>
public static class LocalModel
{
    public const string Name = "local";
}
