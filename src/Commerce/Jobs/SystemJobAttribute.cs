namespace Commerce.Jobs;

/// <summary>Marks the few jobs that run for the installation and not for a store.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SystemJobAttribute : Attribute;
