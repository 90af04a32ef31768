using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Functions.Calibration;
using Winnow.Functions.Models;
using Winnow.Inference;
using Winnow.Storage.Models;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Labelling;

/// <summary>Registers labelling, calibration and the model registry.</summary>
public static class LabellingServices
{
    public static IServiceCollection AddLabelling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InferenceOptions>().Bind(configuration.GetSection(InferenceOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LabellingOptions>().Bind(configuration.GetSection(LabellingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddModelStore(configuration);
        services.AddSingleton<PredictionFiles>();
        services.AddSingleton<ModelSessions>();
        services.AddSingleton<ModelRegistration>();
        services.AddSingleton<CalibrationStore>();
        services.AddSingleton<ModelRunner>();
        services.AddSingleton<PackCalibrator>();
        services.AddSingleton<PackLabeller>();
        services.AddSingleton<LabelPlanner>();
        return services;
    }
}
