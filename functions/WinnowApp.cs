using Microsoft.Azure.Functions.Worker.Builder;

namespace Winnow.Functions;

/// <summary>The composition of the app: one line per feature, the same in Azure, on one machine and in tests.</summary>
public static class WinnowApp
{
    public static FunctionsApplicationBuilder AddWinnow(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        return builder;
    }
}
