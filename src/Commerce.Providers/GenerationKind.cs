namespace Commerce.Providers;

public enum GenerationKind
{
    Image,
    Video,
}
