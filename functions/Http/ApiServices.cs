using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Winnow.Functions.Http;

/// <summary>Registers what guards the HTTP API.</summary>
public static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
