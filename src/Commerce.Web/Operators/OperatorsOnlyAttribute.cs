using System.Globalization;
using Commerce.Web.Embedded;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Operators;

/// <summary>For everybody but operators this page does not exist.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperatorsOnlyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var (user, operators) = (context.HttpContext.User, context.HttpContext.RequestServices.GetRequiredService<IOptions<OperatorOptions>>().Value);
        var known = user.Shop() is { } shop && operators.Shops.Contains(shop.Value, StringComparer.Ordinal);
        var meant = operators.Users.Count == 0
            || (long.TryParse(user.FindFirst(EmbeddedSession.UserClaim)?.Value, CultureInfo.InvariantCulture, out var id) && operators.Users.Contains(id));
        if (!known || !meant)
        {
            context.Result = new NotFoundResult();
        }
    }
}
